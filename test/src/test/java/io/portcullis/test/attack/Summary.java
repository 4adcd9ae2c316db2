package io.portcullis.test.attack;

import java.util.List;

/**
 * What the rows of an environment come to.
 *
 * @param refused attacks that a layer refuses
 * @param second of those, how many another layer refuses where the first is switched off
 * @param last of those, how many nobody else refuses
 * @param fixed of those, how many are refused by what no template switches off
 * @param passing calls that must pass, harmless or honestly not told apart
 * @param wrong rows that are not as they must be
 */
record Summary(int refused, int second, int last, int fixed, int passing, int wrong) {
  static Summary of(List<Row> rows) {
    var refused = rows.stream().filter(row -> row.expected().isRefusal()).toList();
    var fixed = count(refused, Outcome.FIXED);
    var last = count(refused, Outcome.NONE);
    return new Summary(
        refused.size(),
        refused.size() - fixed - last,
        last,
        fixed,
        rows.size() - refused.size(),
        (int) rows.stream().filter(row -> !row.right()).count());
  }

  private static int count(List<Row> rows, Outcome then) {
    return (int) rows.stream().filter(row -> row.expectedThen().equals(then)).count();
  }

  @Override
  public String toString() {
    return "%d refused (%d by a second layer too, %d by one alone, %d by what cannot be switched off), %d pass, %d wrong"
        .formatted(refused, second, last, fixed, passing, wrong);
  }
}
