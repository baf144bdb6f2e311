package io.anchorage.fit;

import java.util.List;

/** Sessions that take their steps one after another. */
final class CpuGroup implements FitGroup {
  private final List<FitSession> sessions;
  private final boolean[] retired;

  CpuGroup(List<FitSession> sessions) {
    this.sessions = List.copyOf(sessions);
    this.retired = new boolean[sessions.size()];
  }

  @Override
  public List<FitSession> sessions() {
    return sessions;
  }

  @Override
  public void step(int count) {
    for (int i = 0; i < retired.length; i++) {
      if (!retired[i]) {
        sessions.get(i).step(count);
      }
    }
  }

  @Override
  public void retire(int index) {
    retired[index] = true;
  }

  @Override
  public void close() {
    sessions.forEach(FitSession::close);
  }
}
