package io.portcullis.test.benchmark;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.s3.Bucket;

/** The smallest app that is of any use: what synthesis costs before it does anything. */
public final class OneBucketApp {
  private OneBucketApp() {}

  public static void main(String[] args) {
    var app = new App();
    new Bucket(new Stack(app, "OneBucket"), "Bucket");
    app.synth();
  }
}
