import { defineCatalogue } from "../entry.js";

/** A server that could not be reached, or did not answer as a FHIR server. */
export const loadServer = defineCatalogue({
  "load/bad-server-url": {
    severity: "error",
    message: '"{server}" is not a base URL of a server: {why}',
    hint: "give the base URL, such as http://127.0.0.1:8080/fhir, without credentials, query or fragment",
    explain:
      "The base URL is what comes before the resource type: [base]/Patient. Credentials go into a header, never into the URL, where logs and receipts would show them.",
  },
  "load/connection-refused": {
    severity: "error",
    message: "nothing listens at {server}{tries}",
    hint: "is the server started, and the port right?",
    explain: "The machine answered that no program accepts connections at this port.",
  },
  "load/host-unknown": {
    severity: "error",
    message: "the host of {server} is not known{tries}",
    hint: "check the spelling of the host name, and the network",
    explain: "The name could not be resolved to an address.",
  },
  "load/unreachable": {
    severity: "error",
    message: "{server} could not be reached ({reason}){tries}",
    hint: "check the network, proxy and certificate",
    explain: "The connection failed before a request could be sent. The reason is the system's own word for it.",
  },
  "load/certificate": {
    severity: "error",
    message: "the certificate of {server} is not accepted ({reason})",
    hint: "if it is issued by your own authority, give its certificate with --ca-file",
    explain:
      "The TLS connection was ended because the server could not prove that it is the one asked for. There is no option to go on all the same: credentials and patient data would go to anybody.",
  },
  "load/connection-lost": {
    severity: "error",
    message: "the connection to {server} broke during {request} ({reason}){tries}",
    hint: "load again: it is safe to repeat",
    explain:
      "The connection ended before the whole answer was there. The server may have stored the Bundle all the same; a repeated load finds what is there.",
  },
  "load/timed-out": {
    severity: "error",
    message: "{server} did not answer {request} within the time limit of {seconds} s{tries}",
    hint: "allow more time, or load a smaller Bundle; loading again is safe",
    explain:
      "The time limit passed before the whole answer was there. The server may still be at work and store the Bundle; a repeated load finds what is there.",
  },
  "load/interrupted": {
    severity: "error",
    message: "the load was interrupted during {request}",
    hint: "load again: it is safe to repeat",
    explain: "The load was ended on request (for example Ctrl-C). What was on its way may have been stored.",
  },
  "load/redirected": {
    severity: "error",
    message: "{server} redirects to {location}; a redirect is not followed",
    hint: "if that is the server you mean, use its base URL",
    explain:
      "Following a redirect would send patient data, and perhaps credentials, to a server nobody named. It often means http instead of https, or a login page.",
  },
  "load/unauthorized": {
    severity: "error",
    message: "{server} wants to know who asks (401)",
    hint: "say who asks with --auth: case2fhir load --help; docs/authorization.md",
    explain: "The server refuses requests without valid credentials, or does not take the ones it was given.",
  },
  "load/no-token": {
    severity: "error",
    message: "{server} gives no token ({status}): {text}",
    hint: "check client id, secret or key, and scope with the keeper of the authorization server",
    explain:
      "The authorization server refused the request for an access token (RFC 6749, section 5.2): invalid_client means that it does not know who asks, invalid_scope that more was asked for than is allowed.",
  },
  "load/no-token-endpoint": {
    severity: "error",
    message: "no token can be asked for to use {server}: {why}",
    hint: "look at the address of the token endpoint; --token-url names another",
    explain:
      "Where tokens are given stands in the server's .well-known/smart-configuration, or in its CapabilityStatement. Secrets go there, so it has to be https, or on this machine.",
  },
  "load/bad-key": {
    severity: "error",
    message: "the private key cannot be used: {why}",
    hint: "give a private JWK with its kid, or PKCS#8 PEM and --key-id; RSA, or the elliptic curve P-384",
    explain:
      "SMART Backend Services sign with RS384 or ES384, and name the key by the id under which the server knows its public half.",
  },
  "load/bad-header": {
    severity: "error",
    message: "the header {reason} cannot be sent to {server}",
    hint: "it has a line end or other characters that HTTP does not allow; is the secret's file the right one?",
    explain:
      "A header's value is one line of printable characters (RFC 9110, section 5.5). Its value is not shown: it may be secret.",
  },
  "load/plain-http": {
    severity: "warning",
    message: "credentials are sent to {server} without encryption",
    hint: "use the server's https address",
    explain:
      "Whoever can listen on the way to a server that is asked by plain http can read and use the credentials, and the patient's data.",
  },
  "load/forbidden": {
    severity: "error",
    message: "{server} does not allow {request} (403)",
    hint: "ask the server's keeper for the right to write these resources",
    explain: "The credentials are known but do not permit this.",
  },
  "load/no-fhir-endpoint": {
    severity: "error",
    message: "there is no FHIR endpoint at {server} ({status})",
    hint: "check the path of the base URL: the CapabilityStatement is at [base]/metadata",
    explain:
      "The server answered, but not as a FHIR server does at its base URL. Bundles are posted to the base itself.",
  },
  "load/too-large": {
    severity: "error",
    message: "the Bundle of {bytes} bytes is too large for {server} (413)",
    hint: "raise the server's limit, or load the Bundle in parts",
    explain: "Servers limit the size of a request body, from 1 MB up.",
  },
  "load/too-many-requests": {
    severity: "error",
    message: "{server} asks to slow down (429{retryAfter}){tries}",
    hint: "load again later: it is safe to repeat",
    explain: "The server limits how much one client may ask in a time. Nothing is wrong with the Bundle.",
  },
  "load/server-error": {
    severity: "error",
    message: "{server} failed at {request} ({status}): {text}{tries}",
    hint: "look into the server's log; loading again is safe",
    explain: "A status of 500 or above is the server's own failure, or that of a gateway before it.",
  },
  "load/html-answer": {
    severity: "error",
    message: "{server} answers {request} with a web page ({status}: {text})",
    hint: "the base URL is probably that of a website, a login page or a proxy",
    explain: "A FHIR server answers in JSON. HTML comes from something else that answers at this address.",
  },
  "load/empty-answer": {
    severity: "error",
    message: "{server} answers {request} with an empty body ({status})",
    hint: "without entries in the answer nobody can tell what was stored; send no Prefer: return=minimal",
    explain: "The status says success, but the answer does not say what became of each entry.",
  },
  "load/not-json": {
    severity: "error",
    message: "{server} answers {request} with something that is no FHIR JSON ({status}, {type}): {text}",
    hint: "is this the base URL of a FHIR R4 server that speaks JSON?",
    explain: "The answer could not be read as JSON, or is JSON without a resourceType.",
  },
  "load/unexpected-answer": {
    severity: "error",
    message: "{server} answers {request} with a resource of type {type} ({status}) instead of a Bundle",
    hint: "loading again is safe, and tells what is there",
    explain:
      "A transaction or batch is answered by a Bundle with one entry per request. Another resource says nothing about what was stored.",
  },
  "load/asynchronous": {
    severity: "error",
    message: "{server} accepted {request} to work on it later (202); its result is not known yet: {why}",
    hint: "allow more time for repeating, and load again later: that finds what is there",
    explain:
      "The server works in the background. Where it names an address of its own (Content-Location), the result is asked for there until it is ready, as long as the load may go on repeating.",
  },
  "load/wrong-fhir-version": {
    severity: "error",
    message: "{server} speaks FHIR {version}, the Bundle is R4 (4.0.1)",
    hint: "use the server's R4 endpoint",
    explain: "Resources differ between versions of FHIR; a server of another version would refuse or misread them.",
  },
  "load/probe-remains": {
    severity: "error",
    message: "a resource of the probe may remain at {server}/{address}",
    hint: "delete it: curl -X DELETE {server}/{address}",
    explain:
      "A probe takes back every resource it stores. This one could not be deleted, or the server did not say whether it is gone. It is a Basic tagged HTEST, with an identifier of the system https://w3id.org/case2fhir/probe.",
  },
});
