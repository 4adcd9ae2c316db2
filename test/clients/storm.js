// usage: node storm.js <local.json> <customer> <caller> <model> <calls> <at once> <client timeout, ms>
// Has a caller make calls, each with a prompt of its own, and prints as JSON how they ended.
import { readFileSync } from 'node:fs';
import { InferenceClient } from '@huggingface/inference';
import OpenAI from 'openai';

const [state, customer, caller, model, ...numbers] = process.argv.slice(2);
const [calls, atOnce, timeout] = numbers.map(Number);
const { url, customers } = JSON.parse(readFileSync(state, 'utf8'));
const { token, key } = customers[customer];

/** Repeats at once whatever comes, as scripts do. */
async function naive(messages) {
  let answer;
  for (let n = 0; n < 10; n++) {
    try {
      const response = await fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-api-key': key },
        body: JSON.stringify({ model, messages }),
        signal: AbortSignal.timeout(timeout),
      });
      const { error } = await response.json();
      answer = `${response.status} ${error?.code ?? ''}`;
      if (response.ok) return answer;
    } catch (error) {
      answer = error.name;
    }
  }
  return answer;
}

const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: token, defaultHeaders: { 'x-api-key': key }, timeout });

async function openaiClient(messages) {
  try {
    await openai.chat.completions.create({ model, messages });
    return '200';
  } catch (error) {
    return `${error.status ?? error.constructor.name} ${error.code ?? ''}`;
  }
}

/** The client repeats a 503 without end; whoever waits for it gives up after its timeout. */
async function huggingfaceClient(messages) {
  const givenUp = AbortSignal.timeout(timeout);
  const withKey = (input, init) =>
    fetch(input, { ...init, headers: { ...init.headers, 'x-api-key': key }, signal: givenUp });
  try {
    await new InferenceClient(token, { endpointUrl: url, fetch: withKey }).chatCompletion({ model, messages });
    return '200';
  } catch (error) {
    const { status, body } = error.httpResponse ?? {};
    return status ? `${status} ${body?.error?.code ?? ''}` : error.name;
  }
}

const callers = { naive, openai: openaiClient, huggingface: huggingfaceClient };
const ended = {};
let next = 0;
async function work() {
  while (next < calls) {
    const content = `Document ${next++} of ${process.pid}`;
    const answer = (await callers[caller]([{ role: 'user', content }])).trim();
    ended[answer] = (ended[answer] ?? 0) + 1;
  }
}
await Promise.all(Array.from({ length: atOnce }, work));
console.log(JSON.stringify(ended));
