/**
 * A server on this machine that answers as a test wants, and remembers what it was asked.
 */

import { createServer } from 'node:http';

/**
 * @typedef {{method: string, path: string, headers: import('node:http').IncomingHttpHeaders, body: string}} Asked
 * @typedef {(request: Asked, response: import('node:http').ServerResponse) => unknown} Handler
 */

/** @param {import('node:http').IncomingMessage} request */
async function bodyOf(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/**
 * Starts a server that ends with the test.
 *
 * @param {import('node:test').TestContext} t
 * @param {Handler} handler
 */
export async function serve(t, handler) {
  /** @type {Asked[]} */
  const asked = [];
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const told = { method, path, headers, body: await bodyOf(request) };
    asked.push(told);
    await handler(told, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  t.after(stop);
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { origin: `http://127.0.0.1:${port}`, asked, stop };
}

/**
 * Answers in JSON.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {unknown} value
 * @param {{status?: number, headers?: Record<string, string>, type?: string}} [head]
 */
export function answerJson(response, value, { status = 200, headers = {}, type = 'application/json' } = {}) {
  response.writeHead(status, { 'Content-Type': type, ...headers });
  response.end(JSON.stringify(value));
}
