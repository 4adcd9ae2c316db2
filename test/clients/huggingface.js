// usage: node huggingface.js <local.json> <customer>
import { readFileSync } from 'node:fs';
import { InferenceClient } from '@huggingface/inference';

const [state, customer] = process.argv.slice(2);
const { url, customers } = JSON.parse(readFileSync(state, 'utf8'));
const { token, key } = customers[customer];

const withKey = (input, init) =>
  fetch(input, { ...init, headers: { ...init.headers, 'x-api-key': key } });
const client = new InferenceClient(token, { endpointUrl: url, fetch: withKey });
const completion = await client.chatCompletion({
  model: 'any',
  messages: [{ role: 'user', content: 'Is the door open?' }],
});
console.log(completion.choices[0].message.content);
