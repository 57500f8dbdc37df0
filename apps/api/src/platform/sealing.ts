import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts a text: nonce, tag, then what was encrypted. `label` ties it to its record: what is moved to another record cannot be
 * decrypted.
 */
export const sealText = (key: Buffer, text: string, label: string): Buffer => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(label));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
};

/** Null if the key or the label is another one, or if the content was changed. */
export const openSealed = (key: Buffer, content: Buffer, label: string): string | null => {
  const decipher = createDecipheriv(algorithm, key, content.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(label));
  decipher.setAuthTag(content.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    const body = decipher.update(content.subarray(nonceBytes + tagBytes));
    return Buffer.concat([body, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
};
