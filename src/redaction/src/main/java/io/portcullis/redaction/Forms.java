package io.portcullis.redaction;

import java.util.Arrays;
import java.util.List;

/** The forms of all secrets, by the character at which they are looked for. */
final class Forms {
  private static final List<Prefixed> PREFIXED =
      List.of(
          // User tokens, hf_oauth_ and hf_jwt_; the least is that of a token of this gateway.
          new Prefixed(Kind.HUGGING_FACE_TOKEN, "hf_", "_.-", 16),
          new Prefixed(Kind.HUGGING_FACE_TOKEN, "api_org_", "_.-", 16),
          // Long-term and temporary keys; the ids of roles and users (AROA, AIDA) are no secrets.
          new Prefixed(Kind.AWS_KEY, "AKIA", "", 16),
          new Prefixed(Kind.AWS_KEY, "ASIA", "", 16),
          new Prefixed(Kind.PROVIDER_KEY, "ghp_", "", 36),
          new Prefixed(Kind.PROVIDER_KEY, "gho_", "", 36),
          new Prefixed(Kind.PROVIDER_KEY, "ghs_", "", 36),
          new Prefixed(Kind.PROVIDER_KEY, "github_pat_", "_", 22),
          new Prefixed(Kind.PROVIDER_KEY, "glpat-", "_-", 20),
          new Prefixed(Kind.PROVIDER_KEY, "AIza", "_-", 35),
          new Prefixed(Kind.PROVIDER_KEY, "xoxb-", "-", 20),
          new Prefixed(Kind.PROVIDER_KEY, "xoxp-", "-", 20),
          // OpenAI and Anthropic; of "sk-" alone, whole words would be one.
          new Prefixed(Kind.PROVIDER_KEY, "sk-proj-", "_-", 20),
          new Prefixed(Kind.PROVIDER_KEY, "sk-svcacct-", "_-", 20),
          new Prefixed(Kind.PROVIDER_KEY, "sk-ant-", "_-", 20),
          new Prefixed(Kind.PROVIDER_KEY, "sk-", "", 40));

  private static final List<NamedValue> NAMED =
      List.of(
          new NamedValue(Kind.BEARER, "authorization", 1),
          // "null" and what is no key is shorter; API Gateway's have 20 characters at least.
          new NamedValue(Kind.API_KEY, "apikey", 8),
          new NamedValue(Kind.AWS_KEY, "secretaccesskey", 8),
          new NamedValue(Kind.AWS_KEY, "secretkey", 8),
          new NamedValue(Kind.AWS_KEY, "sessiontoken", 8),
          new NamedValue(Kind.AWS_KEY, "securitytoken", 8));

  private static final Finder[] NOTHING = {};

  private final Finder[][] byCharacter = new Finder[128][];

  Forms() {
    Arrays.fill(byCharacter, NOTHING);
    for (var form : PREFIXED) {
      add(form.first(), form);
    }
    for (var form : NAMED) {
      add(form.first(), form);
      add(Character.toUpperCase(form.first()), form);
    }
    add('.', new Jwt());
    add('b', new Credentials());
    add('B', new Credentials());
    add('-', new PrivateKey());
    add('@', new Email());
    for (var digit = '2'; digit <= '8'; digit++) {
      add(digit, new Card());
    }
  }

  private void add(char c, Finder form) {
    var forms = Arrays.copyOf(byCharacter[c], byCharacter[c].length + 1);
    forms[forms.length - 1] = form;
    byCharacter[c] = forms;
  }

  Finder[] foundAt(char c) {
    return c < byCharacter.length ? byCharacter[c] : NOTHING;
  }
}
