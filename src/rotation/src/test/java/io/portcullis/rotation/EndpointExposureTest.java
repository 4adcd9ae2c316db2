package io.portcullis.rotation;

import static io.portcullis.rotation.World.EXCHANGED;
import static io.portcullis.rotation.World.MINTED;
import static io.portcullis.rotation.World.STAGED;
import static io.portcullis.rotation.log.RotationMetric.ENDPOINT_EXPOSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.rotation.watch.EndpointType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the endpoint lets strangers in, as the watch measures it. */
class EndpointExposureTest {
  @ParameterizedTest
  @CsvSource({"private, 0", "protected, 0", "authenticated, 1", "public, 1", "unheard-of, 1"})
  void tellsWhetherAPrivateEndpointLetsStrangersIn(String type, int exposed) {
    var world = rotated(MINTED);
    world.huggingFace.hostAs(type);

    world.task("watch");

    assertThat(world.measured(ENDPOINT_EXPOSED)).isEqualTo(exposed);
  }

  @Test
  void findsNobodyAStranger_atAPublicEndpoint() {
    var world = rotated(MINTED).expecting(EndpointType.PUBLIC);
    world.huggingFace.hostAs("public");

    world.task("watch");

    assertThat(world.measured(ENDPOINT_EXPOSED)).isZero();
  }

  @Test
  void asksForTheEndpointsType_withAnExchangedToken() {
    var world = rotated(EXCHANGED);
    world.huggingFace.hostAs("public");

    world.task("watch");

    assertThat(world.measured(ENDPOINT_EXPOSED)).isEqualTo(1);
  }

  @Test
  void saysNothingOfTheEndpointsType_whereTheTokenMayNotAsk() {
    var world = rotated(STAGED);
    world.huggingFace.hostAs("public");

    world.task("watch");

    assertThat(world.hasMeasured(ENDPOINT_EXPOSED)).isFalse();
  }

  @Test
  void saysWhyTheEndpointsTypeIsNotKnown() {
    var world = rotated(STAGED);
    world.huggingFace.describeNothing();

    world.task("watch");

    assertThat(world.hasMeasured(ENDPOINT_EXPOSED)).isFalse();
    assertThat(world.line().path("reason").asText())
        .isEqualTo("the endpoint's type is not known: it could not be reached");
  }

  private static World rotated(SourceSettings source) {
    var world = World.deployed(source);
    world.rotateTo("second");
    return world;
  }
}
