import type { Resource } from "./types.js";

/** A resource under an id; itself when it has that id. */
export function withId(resource: Resource, id: string): Resource {
  if (resource.id === id) return resource;
  const { resourceType, id: _other, ...content } = resource;
  return { resourceType, id, ...content } as Resource;
}

/** A resource without its id; itself when it has none. */
export function withoutId(resource: Resource): Resource {
  if (!("id" in resource)) return resource;
  const { id: _id, ...content } = resource;
  return content as Resource;
}
