/** Who asks: how a load proves it to a server. */

export { type ClientCredentials, clientCredentials } from "./client-credentials.js";
export { readKey, type SigningKey } from "./key.js";
export { type BackendServices, backendServices } from "./smart.js";
export { basic, bearer } from "./static.js";
