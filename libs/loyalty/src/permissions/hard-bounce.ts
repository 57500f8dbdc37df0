/** What a mail server said when it refused a mail. */
export interface Refusal {
  /** The step of the conversation, such as `RCPT TO`. */
  readonly command: string;
  /** Of SMTP, such as 550. */
  readonly code: number;
  /** The whole answer. */
  readonly answer: string;
}

/** 5.1.1 to 5.1.3, 5.1.6 and 5.1.10 say that the address does not exist, 5.2.1 that its mailbox is closed (RFC 3463). */
const gone = /\b5\.(?:1\.(?:1|2|3|6|10)|2\.1)\b/u;
const enhanced = /\b[245]\.\d{1,3}\.\d{1,3}\b/u;
/** Codes of an unknown mailbox, where the server adds no finer one. */
const plainCodes: readonly number[] = [550, 551, 553];
/** Then it refuses us, not the address. */
const refusesUs = /auth|blacklist|block|den(?:ied|y)|polic|relay|reput|spam|spf|dkim|dmarc/iu;

/**
 * Whether the address does not exist. A server that refuses the sender, or mails through it, says nothing about the address: it
 * would put every member on the list.
 */
export const isHardBounce = ({ command, code, answer }: Refusal): boolean => {
  if (command !== 'RCPT TO' || code < 500 || code > 599) return false;
  if (enhanced.test(answer)) return gone.test(answer);
  return plainCodes.includes(code) && !refusesUs.test(answer);
};
