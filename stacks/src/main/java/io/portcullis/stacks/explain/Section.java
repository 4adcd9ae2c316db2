package io.portcullis.stacks.explain;

import java.util.List;

/**
 * A part of an explanation as a person reads it.
 *
 * @param title a word or two, or empty for what stands under the head of the whole
 * @param note a sentence on the whole of it, or empty
 * @param lines its lines
 */
record Section(String title, String note, List<Line> lines) {

  /**
   * A line.
   *
   * @param label what it is about, unique in its section, or empty if it goes on with the line
   *     before
   * @param value what is so
   */
  record Line(String label, String value) {}
}
