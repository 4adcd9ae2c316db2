#!/bin/sh
# Starts a function on its own runtime, in place of AWS's: the value of AWS_LAMBDA_EXEC_WRAPPER.
# The arguments are the launcher's command, which may change and is not read.
#
# A quarter of the memory is for classes, compiled code and threads. C1 alone, since a function that
# waits for a model gains nothing from C2 but its longer start. Out of memory, the process ends, and
# Lambda starts another one. The JDK must not send a POST twice: whoever does, decides it.
exec java \
  "-Xmx$((AWS_LAMBDA_FUNCTION_MEMORY_SIZE * 3 / 4))m" \
  -XX:+UseSerialGC \
  -XX:TieredStopAtLevel=1 \
  -XX:+ExitOnOutOfMemoryError \
  -Dsun.net.http.retryPost=false \
  -cp "$LAMBDA_TASK_ROOT:$LAMBDA_TASK_ROOT/lib/*" \
  io.portcullis.runtime.Main
