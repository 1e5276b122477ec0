import { loadBundle } from "./load-bundle.js";
import { loadServer } from "./load-server.js";
import { loadStored } from "./load-stored.js";

export const loadCatalogue = { ...loadBundle, ...loadServer, ...loadStored };
