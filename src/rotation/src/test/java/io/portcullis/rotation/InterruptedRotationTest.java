package io.portcullis.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.portcullis.rotation.Outside.Crash;
import io.portcullis.rotation.Outside.Mishap;
import io.portcullis.rotation.failure.RotationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rotation, with a mishap at each of its calls in turn: at every moment there is a current
 * token that works, and at the end there is no other.
 */
class InterruptedRotationTest {
  private static final String NEXT = "next";

  /** What was before the rotation. */
  enum Before {
    /** A token is current, and none is replaced. */
    ONE_TOKEN,
    /** A token was replaced a moment ago, and its version is about to lose {@code AWSPREVIOUS}. */
    ANOTHER_ROTATION
  }

  static Stream<Arguments> sources() {
    return World.sources()
        .flatMap(source -> Stream.of(Before.values()).map(before -> arguments(source, before)));
  }

  static Stream<Arguments> mishaps() {
    return sources()
        .flatMap(
            begin ->
                Stream.of(Mishap.values())
                    .filter(mishap -> mishap != Mishap.MEANWHILE)
                    .map(mishap -> arguments(begin.get()[0], begin.get()[1], mishap)));
  }

  @ParameterizedTest
  @MethodSource("mishaps")
  void endsWell_whenItIsRepeatedAfterAMishap(SourceSettings source, Before before, Mishap mishap) {
    var calls = 0;
    var happened = true;
    while (happened) {
      var world = begun(source, before);
      world.outside.after(calls++, mishap);
      tried(() -> rotateAndWatch(world));
      happened = world.outside.calm();

      rotateAndWatch(world);

      assertThatAllIsWell(world, source);
    }
    assertThat(calls).isGreaterThan(12);
  }

  /** The last step that went through is repeated too, and so is every one before it. */
  @ParameterizedTest
  @MethodSource("mishaps")
  void endsWell_whenEveryStepIsRepeatedUntilItSucceeds(
      SourceSettings source, Before before, Mishap mishap) {
    var calls = 0;
    var happened = true;
    while (happened) {
      var world = begun(source, before);
      world.outside.after(calls++, mishap);
      for (var step : World.STEPS) {
        while (!tried(() -> world.step(step, NEXT))) {
          tried(() -> world.step("createSecret", NEXT));
        }
      }
      happened = world.outside.calm();

      rotateAndWatch(world);

      assertThatAllIsWell(world, source);
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void endsWell_whenAnotherRunOfTheSameRotationComesBetween(SourceSettings source, Before before) {
    var calls = 0;
    var happened = true;
    while (happened) {
      var world = begun(source, before);
      world.outside.after(calls++, () -> tried(() -> world.allSteps(NEXT)));
      tried(() -> rotateAndWatch(world));
      happened = world.outside.calm();

      // A rotation that found its token ended has taken the label off: the next one is anew.
      var over = world.secret.labels().get("AWSCURRENT").equals(NEXT);
      if (!over) {
        world.secret.begin("anew");
        world.allSteps("anew");
      }
      watchTwice(world);

      assertThatOneLives(world, source);
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void endsWell_whenAWatchComesBetween(SourceSettings source, Before before) {
    var calls = 0;
    var happened = true;
    while (happened) {
      var world = begun(source, before);
      world.outside.after(calls++, () -> tried(() -> world.task("watch")));
      tried(() -> rotateAndWatch(world));
      happened = world.outside.calm();

      rotateAndWatch(world);

      assertThatAllIsWell(world, source);
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void endsWell_whenAnOperatorBeginsAnotherRotationBetween(SourceSettings source, Before before) {
    var calls = 0;
    var happened = true;
    while (happened) {
      var world = begun(source, before);
      world.outside.after(
          calls++,
          () -> {
            world.secret.begun("other");
            tried(() -> world.allSteps("other"));
          });
      tried(() -> rotateAndWatch(world));
      happened = world.outside.calm();

      world.secret.begun("anew");
      world.bring("brought-anew");
      world.allSteps("anew");
      watchTwice(world);

      assertThatOneLives(world, source);
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void endsWell_inWhateverOrderStepsCome(SourceSettings source, Before before) {
    for (var first : World.STEPS) {
      for (var second : World.STEPS) {
        for (var third : World.STEPS) {
          var world = begun(source, before);
          for (var step : List.of(first, second, third)) {
            tried(() -> world.step(step, NEXT));
          }

          rotateAndWatch(world);

          assertThatAllIsWell(world, source);
        }
      }
    }
  }

  /** The next rotation is about to begin. */
  private static World begun(SourceSettings source, Before before) {
    var world = World.deployed(source);
    world.rotateTo("second");
    watchTwice(world);
    if (before == Before.ANOTHER_ROTATION) {
      world.rotateTo("third");
    }
    world.bring("brought");
    world.secret.begin(NEXT);
    world.outside.afterEach(
        () -> assertThat(world.huggingFace.lives(world.current())).as("current lives").isTrue());
    return world;
  }

  private static void rotateAndWatch(World world) {
    world.allSteps(NEXT);
    watchTwice(world);
  }

  /** Once in the grace, once after it. */
  private static void watchTwice(World world) {
    world.task("watch");
    world.clock.advance(Duration.ofHours(2));
    world.task("watch");
  }

  private static boolean tried(Runnable run) {
    try {
      run.run();
      return true;
    } catch (RotationException | Crash e) {
      return false;
    }
  }

  private static void assertThatAllIsWell(World world, SourceSettings source) {
    assertThat(world.secret.labels()).isEqualTo(Map.of("AWSCURRENT", NEXT, "VERIFIED", NEXT));
    assertThatOneLives(world, source);
  }

  private static void assertThatOneLives(World world, SourceSettings source) {
    if (source == World.EXCHANGED) {
      // A token that was lost on its way lives for its time: nobody knows what it says.
      assertThat(world.huggingFace.living()).contains(world.current()).hasSizeLessThan(3);
    } else {
      assertThat(world.huggingFace.living()).containsExactly(world.current());
    }
    assertThat(world.log()).doesNotContain("planted");
  }
}
