package io.portcullis.local.huggingface;

import java.util.Arrays;
import java.util.Locale;

/**
 * How the stand-in's endpoint behaves. The caller chooses it by the {@code model} of the request,
 * such as {@code stand-in/broken} for {@link #BROKEN}; any other model name is answered normally.
 */
public enum Behaviour {
  /** Answers well. */
  NORMAL,

  /** 400 in plain text, as Hugging Face's proxy answers for an endpoint that is paused. */
  PAUSED,
  /**
   * 503 until a replica is there; the header {@code X-Scale-Up-Timeout} has the call wait for it.
   */
  WARMING,
  /** 502 at once, as Hugging Face's older proxies answer for an endpoint without replica. */
  BAD_GATEWAY,
  /** 401. */
  UNAUTHORIZED,
  /** 403, as for a token without the permission to call. */
  FORBIDDEN,
  /** 404, as an engine that has no such route. */
  NOT_FOUND,
  /** 413. */
  TOO_LARGE,
  /** 422. */
  INVALID,
  /** 424, as Text Generation Inference where the generation failed. */
  GENERATION_FAILED,
  /** 429 with {@code Retry-After: 1}. */
  OVERLOADED,
  /** 429 that does not say when to come again. */
  OVERLOADED_FOR_LONG,
  /** 500. */
  BROKEN,
  /** 500 whose body and headers tell the request that came, its token too. */
  TELLING,
  /** 503 at once, as a router whose queue is full, whatever {@code X-Scale-Up-Timeout} says. */
  UNAVAILABLE,
  /** 504 at once. */
  GATEWAY_TIMEOUT,
  /** Redirects to another host, where {@link HuggingFaceStandIn#strayed()} counts. */
  REDIRECTING,
  /** Redirects to the address of a cloud's metadata. */
  REDIRECTING_TO_METADATA,
  /** Redirects to an address of a private network. */
  REDIRECTING_TO_NETWORK,

  /** No answer until the caller gives up, at most 60 s. */
  SLOW,
  /** A byte of the answer a second, from its status line on. */
  TRICKLING,
  /** The head of an answer at once, and a byte of its body a second. */
  TRICKLING_BODY,
  /** A chunk of a chat stream a second. */
  DRIPPING,
  /** A body without end: events of a chat stream, or JSON. */
  ENDLESS,

  /** Resets the connection in place of an answer. */
  RESETTING,
  /** Resets the connection in the middle of a body. */
  RESETTING_IN_BODY,
  /** Ends the connection before the body is as long as its head says. */
  TRUNCATED,
  /** A head that tells of a body shorter than the one that comes. */
  LENGTH_TOO_SHORT,
  /** A head that tells of a length that is no number. */
  LENGTH_GARBAGE,
  /** A head that tells of a length below zero. */
  LENGTH_NEGATIVE,
  /** A head that tells of two lengths. */
  LENGTH_TWICE,
  /** A head of a megabyte. */
  HUGE_HEADERS,
  /** Two interim answers before the good one. */
  INTERIM,
  /** A protocol that is not HTTP. */
  NOT_HTTP,
  /**
   * 413 before the body was read; chosen by {@link HuggingFaceStandIn#behave} alone, as the body
   * holds the model's name.
   */
  EARLY,

  /** 200 with an HTML page. */
  HTML,
  /** JSON that says it is plain text. */
  JSON_AS_TEXT,
  /** A chat stream that says it is JSON. */
  STREAM_AS_JSON,
  /** JSON, or a chat stream, in bytes that are no UTF-8. */
  NOT_UTF8,
  /** A compressed answer that nobody asked for. */
  ZIPPED,
  /** 200 with an error in place of an answer. */
  ERROR_AS_ANSWER,
  /** A chat answer that breaks off in the middle. */
  DYING,
  /** A chat stream without {@code [DONE]} at its end. */
  UNFINISHED,
  /** Tells the usage of a chat stream without being asked, beside the last choice. */
  USAGE_UNASKED,
  /** Tells a usage that cannot be. */
  USAGE_ABSURD;

  private final String model =
      ordinal() == 0 ? "" : "stand-in/" + name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The model name that asks for it; empty if any does. */
  public String model() {
    return model;
  }

  static Behaviour of(String model) {
    return Arrays.stream(values())
        .filter(behaviour -> behaviour.model.equals(model))
        .findFirst()
        .orElse(NORMAL);
  }
}
