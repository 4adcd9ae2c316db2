package io.portcullis.test.attack.ablation;

import io.portcullis.test.attack.Template;

/** Takes the web ACL off the stage. */
public record WithoutFirewall() implements Ablation {
  @Override
  public String name() {
    return "firewall";
  }

  @Override
  public String text() {
    return "the web ACL is not associated with the stage";
  }

  @Override
  public void change(Template template) {
    template.remove("AWS::WAFv2::WebACLAssociation");
  }
}
