/** Who asks, where it is the same for every request. */
import type { Authorizer } from "../http/connection.js";

const saying = (authorization: string): Authorizer => ({ headers: async () => ({ value: { authorization } }) });

/** RFC 7617, in UTF-8. */
export const basic = (user: string, password: string): Authorizer => saying(basicCredentials(user, password));

/** RFC 6750. */
export const bearer = (token: string): Authorizer => saying(`Bearer ${token}`);

export const basicCredentials = (user: string, password: string): string =>
  `Basic ${btoa(String.fromCodePoint(...new TextEncoder().encode(`${user}:${password}`)))}`;
