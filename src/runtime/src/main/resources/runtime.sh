#!/bin/sh
# Starts a function on its own runtime, in place of AWS's: the value of AWS_LAMBDA_EXEC_WRAPPER.
# The arguments are the launcher's command, which may change and is not read.
#
# A quarter of the memory is for classes, compiled code and threads. C1 alone: even after six thousand
# calls, one took 2.7 ms of a processor with C2 and 2.0 without. Out of memory, the process ends, and
# Lambda starts another one. The JDK must not send a POST twice: whoever does, decides it.
#
# Before a snapshot calls are rehearsed, and what runs a fifth as often as the JVM would wait for is
# compiled, for all that start from it.
case $AWS_LAMBDA_INITIALIZATION_TYPE in
  snap-start) set -- -XX:CompileThresholdScaling=0.2 ;;
  *) set -- ;;
esac
exec java \
  "-Xmx$((AWS_LAMBDA_FUNCTION_MEMORY_SIZE * 3 / 4))m" \
  -XX:+UseSerialGC \
  -XX:TieredStopAtLevel=1 "$@" \
  -XX:+ExitOnOutOfMemoryError \
  -Dsun.net.http.retryPost=false \
  -cp "$LAMBDA_TASK_ROOT:$LAMBDA_TASK_ROOT/lib/*" \
  io.portcullis.runtime.Main
