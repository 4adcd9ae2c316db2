package io.portcullis.local;

/** Is told what the front door does. */
public interface FrontDoorListener {
  /** Says nothing. */
  FrontDoorListener SILENT = request -> {};

  /** A request was answered; called on the request's thread. */
  void answered(RequestRecord request);

  /** The assembly is read and the port is ours; what follows takes a few seconds. */
  default void starting(String environment) {}
}
