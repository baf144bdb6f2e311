package io.anchorage.jobs.learn;

/**
 * The arguments of one {@code train} job.
 *
 * @param plan the config and its training runs
 * @param input the field table; any Hadoop path
 * @param output the folder for the model, or for all models of a grid; any Hadoop path
 * @param mode what may be in the output already
 * @param fromLast whether a new model begins with the weights of the last one, if there is one of
 *     the same classes; for {@link Mode#INCREMENTAL}
 */
public record TrainRequest(
    TrainPlan plan, String input, String output, Mode mode, boolean fromLast) {
  /** What a job does about what its output holds. */
  public enum Mode {
    /** The output must be empty. */
    CREATE,
    /** A training that was cut short goes on, on the table as it was. */
    RESUME,
    /**
     * A model of the table as it is now: nothing to do if the last one is, else a new one takes its
     * place once it is complete.
     */
    INCREMENTAL
  }

  /** A request that begins, or goes on with what is there. */
  public TrainRequest(TrainPlan plan, String input, String output, boolean resume) {
    this(plan, input, output, resume ? Mode.RESUME : Mode.CREATE, false);
  }
}
