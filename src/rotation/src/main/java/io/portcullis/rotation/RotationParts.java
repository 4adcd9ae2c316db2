package io.portcullis.rotation;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.huggingface.EndpointName;
import io.portcullis.rotation.check.EndpointRights;
import io.portcullis.rotation.check.Rights;
import io.portcullis.rotation.check.TokenCheck;
import io.portcullis.rotation.secret.CredentialSecret;
import io.portcullis.rotation.secret.SecretVersions;
import io.portcullis.rotation.source.Credential;
import io.portcullis.rotation.source.ExchangedTokens;
import io.portcullis.rotation.source.IssuedTokens;
import io.portcullis.rotation.source.ServiceAccountTokens;
import io.portcullis.rotation.source.StagedTokens;
import io.portcullis.rotation.source.TokenSource;
import io.portcullis.rotation.watch.EndpointExposure;
import io.portcullis.rotation.watch.Retirement;
import io.portcullis.rotation.watch.Revoke;
import io.portcullis.rotation.watch.Watch;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What the function does, put together for its source. */
record RotationParts(
    TokenRotation rotation, Watch watch, Revoke revoke, Optional<Credential> credential) {

  /** What differs between the sources. */
  private record Choice(
      TokenSource source,
      IssuedTokens issued,
      Rights rights,
      UnaryOperator<AccessToken> reader,
      Optional<Credential> credential) {}

  static RotationParts of(
      RotationSettings settings,
      SecretVersions versions,
      Function<String, CredentialSecret> credentials,
      HuggingFacePorts huggingFace,
      InstantSource clock) {
    var choice = choice(settings, versions, credentials, huggingFace, clock);
    var check =
        new TokenCheck(
            huggingFace.hub(), choice.rights(), huggingFace.access(), settings.endpoint());
    var exposure =
        new EndpointExposure(
            huggingFace.endpoints(), settings.endpoint(), settings.endpointType(), choice.reader());
    var retirement = new Retirement(versions, choice.issued(), huggingFace.revocation());
    return new RotationParts(
        new TokenRotation(versions, choice.source(), check, exposure, !settings.grace().isZero()),
        new Watch(
            versions,
            choice.source(),
            check,
            exposure,
            retirement,
            choice.credential(),
            settings.grace(),
            settings.maximumAge(),
            clock),
        new Revoke(versions, check, retirement),
        choice.credential());
  }

  private static Choice choice(
      RotationSettings settings,
      SecretVersions versions,
      Function<String, CredentialSecret> credentials,
      HuggingFacePorts huggingFace,
      InstantSource clock) {
    var narrow = new EndpointRights(settings.endpoint().map(EndpointName::namespace));
    var source = settings.source();
    if (source instanceof SourceSettings.Minted minted) {
      var credential = new Credential(credentials.apply(minted.credentialArn()));
      var tokens =
          new ServiceAccountTokens(
              versions,
              huggingFace.serviceAccounts(),
              huggingFace.revocation(),
              minted.account(),
              settings.endpoint().orElseThrow(),
              credential);
      return new Choice(
          tokens, tokens, narrow, current -> credential.token(), Optional.of(credential));
    }
    if (source instanceof SourceSettings.Exchanged exchanged) {
      var credential = new Credential(credentials.apply(exchanged.credentialArn()));
      var tokens =
          new ExchangedTokens(
              versions,
              huggingFace.exchange(),
              huggingFace.revocation(),
              credential,
              exchanged.clientId(),
              exchanged.subject(),
              exchanged.lifetime(),
              clock);
      return new Choice(
          tokens,
          IssuedTokens.none(),
          Rights.any(),
          UnaryOperator.identity(),
          Optional.of(credential));
    }
    return new Choice(
        new StagedTokens(versions),
        IssuedTokens.none(),
        narrow,
        UnaryOperator.identity(),
        Optional.empty());
  }
}
