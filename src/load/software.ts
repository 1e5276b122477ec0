export { askServer as askSoftware, type ServerInfo } from "./servers/ask.js";
