package io.anchorage.jobs.report;

import java.awt.Color;
import java.awt.Graphics2D;

/**
 * Dot-matrix text for machines without fonts: printable ASCII on 5 x 7 cells. Other characters are
 * drawn as question marks.
 */
final class DotLettering implements Lettering {
  private static final int COLUMNS = 5;
  private static final int ROWS = 7;
  private static final char FIRST = ' ';

  /** The glyphs from space on: seven rows each, one base-32 digit per row, highest bit leftmost. */
  private static final String CELLS =
      "00000004444404AA00000AAVAVAA4FKE5U4OP248J3CIK8LID44800002488842842224804LEL40044V440"
          + "0000448000E00000000CC11248GGEHJLPHE4C4444EEH1248VV2421HE26AIV22VGU11HE68GUHHEV124888"
          + "EHHEHHEEHHF12C0CC0CC00CC0448248G84200V0V008421248EH12404EH1DLLE4AHHVHHUHHUHHUEHGGGHE"
          + "SIHHHISVGGUGGVVGGUGGGEHGNHHFHHHVHHHE44444E72222ICHIKOKIHGGGGGGVHRLLHHHHHPLJHHEHHHHHE"
          + "UHHUGGGEHHHLIDUHHUKIHFGGE11UV444444HHHHHHEHHHHHA4HHHLLLAHHA4AHHHHHA444V1248GVE88888E"
          + "GG84211E22222E4AH0000000000V842000000E1FHFGGMPHHU00EGGHE11DJHHF00EHVGE698S8880FHHF1E"
          + "GGMPHHH40C444E20622ICGGIKOKIC44444E00QLLHH00MPHHH00EHHHE00UHUGG00DJF1100MPGGG00EGE1U"
          + "88S889600HHHJD00HHHA400HHLLA00HA4AH00HHF1E00V248V24484424444444844244800"
          + "8L200";

  @Override
  public int height(Size size) {
    return (ROWS + 3) * dot(size) + (size == Size.TITLE ? 0 : 4);
  }

  @Override
  public int width(String text, Size size) {
    return text.length() * (COLUMNS + 1) * dot(size);
  }

  @Override
  public void write(Graphics2D on, String text, int left, int top, Size size, Color colour) {
    int dot = dot(size);
    on.setColor(colour);
    for (int i = 0; i < text.length(); i++) {
      int cell = cell(text.charAt(i));
      int x = left + i * (COLUMNS + 1) * dot;
      for (int row = 0; row < ROWS; row++) {
        int bits = Character.digit(CELLS.charAt(cell * ROWS + row), 32);
        for (int column = 0; column < COLUMNS; column++) {
          if ((bits >> (COLUMNS - 1 - column) & 1) == 1) {
            on.fillRect(x + column * dot, top + (row + 1) * dot, dot, dot);
          }
        }
      }
    }
  }

  private static int cell(char character) {
    int cell = character - FIRST;
    return cell >= 0 && cell < CELLS.length() / ROWS ? cell : '?' - FIRST;
  }

  private static int dot(Size size) {
    return size == Size.TITLE ? 2 : 1;
  }
}
