/** An address in a text, in the form in which two of them are the same. */
export type FoundLink = string;

const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?`;
const named = String.raw`(?:${label}\.){1,5}\p{L}{2,24}`;
/** What follows `@` is the address of a person. A number is one only with its protocol. */
const addresses = new RegExp(
  String.raw`(?<![@.\p{L}\p{N}-])(?:(?:https?:\/\/)?(?:www\.)?(${named})|https?:\/\/(\d{1,3}(?:\.\d{1,3}){3}))(?::\d{1,5})?(\/[^\s<>()[\]"']{0,500})?`,
  'giu',
);

/** Endings without a slash that are words of a sentence more often than addresses: "e.g.", "Nr.5.Der". */
const usualEndings =
  /\.(?:com|net|org|info|biz|shop|store|online|site|club|example|de|at|cz|ch|eu|io|app|dev|me|ly|ru|cn|xyz|top)$/iu;

/** The addresses in a text, each once, without protocol, `www.` and what follows `?`. */
export const linksIn = (text: string): readonly FoundLink[] => {
  const found = [...text.matchAll(addresses)].flatMap(([whole, name, number, path = '']) => {
    const host = name ?? number ?? '';
    const isAddress = /^https?:|^www\./iu.test(whole) || path !== '' || usualEndings.test(host);
    return isAddress ? [linkKey(host, path)] : [];
  });
  return [...new Set(found)];
};

const linkKey = (host: string, path: string): FoundLink =>
  `${host.toLowerCase()}${path.replace(/[?#].*$/u, '').replace(/[./,;:!]+$/u, '')}`;
