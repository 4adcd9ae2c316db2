/**
 * What takes secrets out of everything that a function says. Nothing of any one function belongs
 * here, and nothing but the JDK is needed.
 *
 * <p>The redactor is the last step of every sink, and these are all:
 *
 * <ul>
 *   <li>Standard output and error of the streaming proxy, the runtime's own lines and uncaught
 *       exceptions among them: {@code runtime.Main} puts a {@link
 *       io.portcullis.redaction.RedactingOutput} before both.
 *   <li>The Runtime API, as reports of a start or an event that failed, and as the trailers of a
 *       stream: {@code runtime.LambdaRuntime} redacts each {@code FunctionError}.
 *   <li>Standard output and error under AWS's runtime: {@code proxy.ProxyHandler}, {@code
 *       rotation.RotationHandler} and {@code authorizer.AuthorizerHandler} put the same before both
 *       when they are made. {@code proxy.log.RequestLog}, {@code rotation.RotationLog} and {@code
 *       authorizer.DecisionLog} write there, and no other class of ours writes at all.
 *   <li>What is thrown to AWS's runtime, which prints it past standard output: as a {@link
 *       io.portcullis.redaction.RedactedException}, as {@code rotation.RotationException}, whose
 *       message is redacted, or as the authorizer's {@code RefusedException} and {@code
 *       UndecidedException}, whose messages are constants.
 *   <li>The group of sampled bodies: {@code proxy.bodylog}.
 *   <li>A client's answer, for the gateway's own token alone: {@code proxy.stream.TokenWatch} and
 *       {@code proxy.upstream.EndpointReply}, which drop what holds it.
 * </ul>
 *
 * <p>What the JVM itself prints, such as its last words when memory is out, is beyond this.
 */
package io.portcullis.redaction;
