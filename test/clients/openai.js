// usage: node openai.js <local.json> <customer>
import { readFileSync } from 'node:fs';
import OpenAI from 'openai';

const [state, customer] = process.argv.slice(2);
const { url, customers } = JSON.parse(readFileSync(state, 'utf8'));
const { token, key } = customers[customer];

const client = new OpenAI({
  baseURL: `${url}/v1`,
  apiKey: token,
  defaultHeaders: { 'x-api-key': key },
});
const completion = await client.chat.completions.create({
  model: 'any',
  messages: [{ role: 'user', content: 'Is the door open?' }],
});
console.log(completion.choices[0].message.content);
