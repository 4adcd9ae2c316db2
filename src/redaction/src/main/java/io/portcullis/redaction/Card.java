package io.portcullis.redaction;

import java.util.Optional;

/**
 * The number of a payment card: 13 to 19 digits in one, or in groups of 3 to 6 with one space or
 * one hyphen between; with the prefix of a card network and a check digit that is right. Times in
 * milliseconds and nanoseconds begin with a 1, which no network has, and the last digits of a
 * decimal fraction do not count.
 */
final class Card implements Finder {
  private static final int LEAST = 13;
  private static final int MOST = 19;

  @Override
  public Optional<Hit> find(Text text, int place) {
    var before = text.at(place - 1);
    if (isWord(before) || before == '.' && Characters.isDigit(text.at(place - 2))) {
      return Optional.empty();
    }
    var digits = new int[MOST];
    var count = 0;
    var end = -1;
    var group = 0;
    var separator = (char) 0;
    for (var next = place; ; next++) {
      var c = text.at(next);
      if (Characters.isDigit(c)) {
        if (count == MOST) {
          break;
        }
        digits[count++] = c - '0';
        group++;
        continue;
      }
      if (isWord(c) || c == '.' && Characters.isDigit(text.at(next + 1))) {
        break;
      }
      if (count >= LEAST && isCard(digits, count) && (group == count || group <= 6)) {
        end = next;
      }
      if (c != ' ' && c != '-' || separator != 0 && c != separator || group < 3 || group > 6) {
        break;
      }
      separator = c;
      group = 0;
      if (!Characters.isDigit(text.at(next + 1))) {
        break;
      }
    }
    return end < 0 ? Optional.empty() : Optional.of(new Hit(place, end, Kind.CARD));
  }

  private static boolean isWord(char c) {
    return Characters.isAlphanumeric(c) || c == '_';
  }

  private static boolean isCard(int[] digits, int count) {
    return isOfNetwork(digits, count) && isChecked(digits, count);
  }

  /** Prefixes and lengths of the networks ("Payment card number", Wikipedia). */
  private static boolean isOfNetwork(int[] digits, int count) {
    var four = ((digits[0] * 10 + digits[1]) * 10 + digits[2]) * 10 + digits[3];
    var two = four / 100;
    return switch (digits[0]) {
      // Visa.
      case 4 -> count == 13 || count == 16 || count == 19;
      // Mastercard.
      case 2 -> count == 16 && four >= 2200 && four <= 2720;
      // Mastercard and Maestro.
      case 5 -> count >= 16 ? two >= 50 && two <= 58 : two == 50 || two >= 56 && two <= 58;
      // Diners Club, American Express, JCB.
      case 3 ->
          switch (two) {
            case 34, 37 -> count == 15;
            case 30, 36, 38, 39 -> count >= 14;
            case 35 -> count >= 16 && four >= 3528 && four <= 3589;
            default -> false;
          };
      // Discover, UnionPay, Maestro, RuPay.
      case 6 -> count >= 16;
      case 8 -> count >= 16 && two == 81;
      default -> false;
    };
  }

  /** The check of Luhn (ISO/IEC 7812-1). */
  private static boolean isChecked(int[] digits, int count) {
    var sum = 0;
    for (var index = 0; index < count; index++) {
      var digit = digits[count - 1 - index];
      var weighted = index % 2 == 0 ? digit : digit * 2;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }
}
