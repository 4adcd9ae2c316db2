package io.portcullis.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.test.contract.ErrorPage.Row;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of docs/errors.md has every code that a client can meet. */
class ErrorPageTest {
  private final ErrorPage page = ErrorPage.read();

  /** Three programs refuse; a client must not have to know which one did. */
  @Test
  void aCodeMeansTheSame_whoeverAnswers() {
    for (var answers :
        RefusalAnswer.all().collect(Collectors.groupingBy(RefusalAnswer::code)).values()) {
      assertThat(answers)
          .as("what the firewall, API Gateway and the proxy say of '%s'", answers.get(0).code())
          .allSatisfy(
              answer ->
                  assertThat(answer)
                      .usingRecursiveComparison()
                      .ignoringFields("by")
                      .isEqualTo(answers.get(0)));
    }
  }

  @Test
  void showsEveryCode_asItIsAnswered() throws IOException {
    var rows = page.rewritten();
    if (Boolean.getBoolean("snapshots.update")) {
      page.write(rows);
    }

    assertThat(ErrorPage.read().rows())
        .as(
            "the table 'codes' of docs/errors.md; to rewrite it, ./portcullis test --update-snapshots,"
                + " then put into each new row what the code means and what a caller does")
        .containsExactlyElementsOf(rows);
  }

  @Test
  void saysWhatEachCodeMeans_andWhatACallerDoes() {
    assertThat(page.rows())
        .as("rows of docs/errors.md whose last two columns nobody wrote yet")
        .filteredOn(Row::isUnwritten)
        .isEmpty();
  }
}
