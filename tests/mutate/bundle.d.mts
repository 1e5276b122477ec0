export function bundleOf(root: string, folder: string): Promise<(vitest: object) => Record<string, () => void>>;
