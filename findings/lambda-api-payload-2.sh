#!/usr/bin/env bash
# lambda-api 1.5.1 on payload 2.0 of API Gateway, beside hono 4.13.19: commas make lists, and a percent sign in a cookie
# fails the request.
#
# multiValueQuery has two values for d=1%2C2, which is one, as it cuts the values that API Gateway joined with commas
# instead of reading rawQueryString, where the difference is. A cookie may hold any percent sign (RFC 6265, 4.1.1), of
# another application of the same domain too; one that begins no escape, such as t=100%, is answered 500 "URI malformed"
# on every route. hono gives the one value and the cookie.
. "$(dirname "$0")/finding.bash"

install lambda-api@1.5.1 hono@4.13.19

program <<'JS'
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { getCookie } from 'hono/cookie';
import lambdaApi from 'lambda-api';

const event = ({ query = '', cookies }) => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: '/list',
  rawQueryString: query,
  cookies,
  headers: { host: 'example.com' },
  queryStringParameters: Object.fromEntries(
    Array.from(new URLSearchParams(query), ([name]) => [name, new URLSearchParams(query).getAll(name).join(',')]),
  ),
  requestContext: { http: { method: 'GET', path: '/list', sourceIp: '192.0.2.1' }, stage: '$default' },
  isBase64Encoded: false,
});
const hono = handle(new Hono().get('/list', (c) => c.json({ query: c.req.queries('d') ?? [], cookies: getCookie(c) })));
const answers = {
  async 'lambda-api'(of) {
    const api = lambdaApi();
    api.get('/list', (request, response) =>
      response.json({ query: request.multiValueQuery.d ?? [], cookies: request.cookies }),
    );
    return api.run(of, {});
  },
  hono: (of) => hono(of),
};
for (const [what, of] of Object.entries({
  'one value with a comma': { query: 'd=1%2C2' },
  'two values': { query: 'd=1&d=2' },
  'a cookie with an escape': { cookies: ['t=a%20b'] },
  'a cookie with a percent sign': { cookies: ['t=100%'] },
})) {
  for (const [adapter, answer] of Object.entries(answers)) {
    const { statusCode, body } = await answer(event(of));
    console.log(`${what}, ${adapter}: ${statusCode} ${body}`);
  }
}
JS

stated <<'TEXT'
one value with a comma, lambda-api: 200 {"query":["1","2"],"cookies":{}}
one value with a comma, hono: 200 {"query":["1,2"],"cookies":{}}
two values, lambda-api: 200 {"query":["1","2"],"cookies":{}}
two values, hono: 200 {"query":["1","2"],"cookies":{}}
a cookie with an escape, lambda-api: 200 {"query":[],"cookies":{"t":"a b"}}
a cookie with an escape, hono: 200 {"query":[],"cookies":{"t":"a b"}}
a cookie with a percent sign, lambda-api: 500 {"error":"URI malformed"}
a cookie with a percent sign, hono: 200 {"query":[],"cookies":{"t":"100%"}}
TEXT
