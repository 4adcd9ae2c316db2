// usage: node openai-stream.js <local.json> <customer> <model>
// Prints each piece of the answer on a line of its own as it comes, and how the stream ended.
import { readFileSync } from 'node:fs';
import OpenAI from 'openai';

const [state, customer, model] = process.argv.slice(2);
const { url, customers } = JSON.parse(readFileSync(state, 'utf8'));
const { token, key } = customers[customer];

const client = new OpenAI({
  baseURL: `${url}/v1`,
  apiKey: token,
  defaultHeaders: { 'x-api-key': key },
});
try {
  const stream = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: 'Is the door open?' }],
    stream: true,
    stream_options: { include_usage: true },
  });
  for await (const chunk of stream) {
    const text = chunk.choices[0]?.delta.content;
    if (text) console.log(text);
    if (chunk.usage) console.log(`${chunk.usage.total_tokens} tokens`);
  }
  console.log('end');
} catch (error) {
  console.log(`error ${error.code}`);
}
