package io.portcullis.test.attack.ablation;

import io.portcullis.test.attack.Template;

/** Lets the proxy take each customer's calls from anywhere. */
public record WithoutCallerNetworks() implements Ablation {
  /** In halves: without any range, and by one of every address, the proxy admits nobody. */
  private static final String ANYWHERE = "cidr=0.0.0.0/1&cidr=128.0.0.0/1&cidr=::/1&cidr=8000::/1";

  @Override
  public String name() {
    return "callers' networks";
  }

  @Override
  public String text() {
    return "the proxy is told that every customer calls from anywhere";
  }

  @Override
  public void change(Template template) {
    StageVariables.remove(template, "vpce");
    StageVariables.replace(template, ANYWHERE, "cidr");
  }
}
