package io.portcullis.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a secret, and what is not. */
class RedactorTest {
  private final Redactor redactor = Redactor.ofForms();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "token hf_abcdefghijklmnopqrstuvwxyz01234567 end|token [redacted:hugging-face-token] end",
        "hf_oauth_eyJabc.def-ghi_0123456789|[redacted:hugging-face-token]",
        "hf_jwt_eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln|[redacted:hugging-face-token]",
        "api_org_abcdefghijklmnopqrst|[redacted:hugging-face-token]",
        "Authorization: Bearer x|Authorization: [redacted:bearer]",
        "authorization: Basic eDp5|authorization: [redacted:bearer]",
        "Proxy-Authorization: Negotiate abc|Proxy-Authorization: [redacted:bearer]",
        "Authorization: AWS4-HMAC-SHA256 Credential=A/b, Signature=f|Authorization: [redacted:bearer]",
        "Authorization: Digest u=\"a\", response=\"b\"|Authorization: [redacted:bearer]",
        "Authorization: opaque|Authorization: [redacted:bearer]",
        "{Authorization=[Bearer abc], Accept=[*/*]}|{Authorization=[[redacted:bearer]], Accept=[*/*]}",
        "Headers{Authorization=Foo abc, Accept=*/*}|Headers{Authorization=[redacted:bearer], Accept=*/*}",
        "{\"authorization\":\"Foo a b\",\"n\":1}|{\"authorization\":\"[redacted:bearer]\",\"n\":1}",
        "{\"Authorization\": [\"Foo a b\"]}|{\"Authorization\": [\"[redacted:bearer]\"]}",
        "{\"m\":\"{\\\"authorization\\\":\\\"Foo a\\\"}\"}|{\"m\":\"{\\\"authorization\\\":\\\"[redacted:bearer]\\\"}\"}",
        "{\"m\":\"Authorization: Foo a\\r\\nHost: b\"}|{\"m\":\"Authorization: [redacted:bearer]\\r\\nHost: b\"}",
        "sent bearer abcdefgh.ijk~ to|sent bearer [redacted:bearer] to",
        "Basic dXNlcjpwYXNzd29yZA==|Basic [redacted:bearer]",
        "a=Bearer+abcdefghij&b=c|a=Bearer+[redacted:bearer]&b=c",
        "x-api-key: Abcdefgh123|x-api-key: [redacted:api-key]",
        "?api_key=Abcdefgh123&x=y|?api_key=[redacted:api-key]&x=y",
        "{\"apiKey\":\"Abcdefgh123\"}|{\"apiKey\":\"[redacted:api-key]\"}",
        "{\"api_key\":12345678}|{\"api_key\":\"[redacted:api-key]\"}",
        "{X-API-Key=[abcdefgh, i]}|{X-API-Key=[[redacted:api-key], i]}",
        "OPENAI_API_KEY='abcdefgh'|OPENAI_API_KEY='[redacted:api-key]'",
        "id AKIAABCDEFGHIJKLMNOP|id [redacted:aws-key]",
        "ASIAABCDEFGHIJKLMNOP|[redacted:aws-key]",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY|aws_secret_access_key = [redacted:aws-key]",
        "{\"SecretAccessKey\":\"wJalrXUtnFEMI/K7\"}|{\"SecretAccessKey\":\"[redacted:aws-key]\"}",
        "X-Amz-Security-Token: IQoJb3JpZ2lu|X-Amz-Security-Token: [redacted:aws-key]",
        "AWS_SESSION_TOKEN=IQoJb3JpZ2lu|AWS_SESSION_TOKEN=[redacted:aws-key]",
        "got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln here|got [redacted:jwt] here",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.|[redacted:jwt]",
        "eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d|[redacted:jwt]",
        "by john.o'doe+x@mail.example.co.uk.|by [redacted:email].",
        "card 4111 1111 1111 1111 exp 12|card [redacted:card] exp 12",
        "4111-1111-1111-1111|[redacted:card]",
        "378282246310005|[redacted:card]",
        "3782 822463 10005|[redacted:card]",
        "{\"n\":-4111111111111111,\"s\":\"4111111111111111\"}|{\"n\":\"[redacted:card]\",\"s\":\"[redacted:card]\"}",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789|[redacted:provider-key]",
        "sk-proj-abcdefghij_klmnopqrst|[redacted:provider-key]"
      })
  void redacts(String text, String redacted) {
    assertThat(redactor.redact(text)).isEqualTo(redacted);
  }

  @Test
  void redactsAPrivateKey() {
    var key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----";

    assertThat(redactor.redact("a\n" + key + "\nb")).isEqualTo("a\n[redacted:private-key]\nb");
    assertThat(redactor.redact("{\"k\":\"" + key.replace("\n", "\\n") + "\"}"))
        .isEqualTo("{\"k\":\"[redacted:private-key]\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hf_hub_download",
        "arn:aws:secretsmanager:eu-west-1:222222222222:secret:token-AbCdEf",
        "arn:aws:iam::123456789012:role/AROAABCDEFGHIJKLMNOP",
        "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1",
        "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
        "4111a111-1111-4111-8111-111111111111",
        "1764032171123 1764032171123456 1764032171123456789",
        "0.4111111111111111",
        "2026-11-25T01:16:11.123456789Z",
        "{\"api_key_id\":\"a1b2c3d4e5\",\"apiKeyId\":\"a1b2c3d4e5\"}",
        "{\"authorization\":null,\"api_key\":null}",
        "at java.base@25.0.1/java.lang.Thread.run(Thread.java:1474)",
        "at io.portcullis.proxy.ProxyHandler.handleRequest(ProxyHandler.java:31)",
        "io.portcullis.runtime.Invocation@1a2b3c4d",
        "The model's basic functions are not for the bearer of a letter.",
        "Access-Control-Allow-Headers: authorization,x-api-key,content-type",
        "4111111111111112",
        "{\"m\":\"Authorization:\",\"b\":1}",
        "{\"m\":\"Authorization: \",\"b\":\"c\"}",
        "{\"m\":\"x-api-key=[\",\"bcdefghijk\":1}",
        "{\"authorization\":[],\"b\":{\"apiKey\":{\"abcdefghi\":true}}}",
        "Zm9vYmFyYmF6cXV4cXV1eGNvcmdl",
        "7f8a9b0c-4d5e-6f70-8192-a3b4c5d6e7f8"
      })
  void leaves(String text) {
    assertThat(redactor.redact(text)).isSameAs(text);
  }

  @Test
  void redactsWhatIsKnown_inPlainAndInBase64() {
    var known = Redactor.with(() -> List.of("plain words"));
    var encoded = Base64.getEncoder().encodeToString("x plain words y".getBytes(UTF_8));

    assertThat(known.redact("my plain words!")).isEqualTo("my [redacted:secret]!");
    assertThat(known.redact("<" + encoded + ">")).isEqualTo("<[redacted:secret]>");
    assertThat(known.redact("plain word")).isEqualTo("plain word");
  }

  @Test
  void redactsABodyThatIsEncodedTwice() {
    var once = encoded("{\"authorization\":\"Foo bar\"}");

    assertThat(redactor.redact("body=" + once)).isEqualTo("body=[redacted:bearer]");
    assertThat(redactor.redact("body=" + encoded("a " + once))).isEqualTo("body=[redacted:bearer]");
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
