type Texts = Readonly<Record<string, string>>;
export function writeTexts(folder: string, name: string, texts: Texts): void;
export function lazyTexts(file: URL): Texts;
