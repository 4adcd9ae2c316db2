package io.portcullis.local.huggingface;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import java.util.Optional;

/** Something that the Hub is asked. */
interface HubRoute {
  /** The answer, or nothing if the call asks for something else. */
  Optional<Answer> answer(Call call);
}
