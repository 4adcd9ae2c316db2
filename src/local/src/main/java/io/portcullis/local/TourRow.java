package io.portcullis.local;

/**
 * One step of the tour.
 *
 * @param name what is shown
 * @param sent what was sent
 * @param expected status, code, layer and the service that answers
 * @param actual the same of what came
 */
record TourRow(String name, String sent, String expected, String actual) {
  boolean right() {
    return expected.equals(actual);
  }
}
