import { text, type Template } from '../../../platform/mail/index.ts';

export interface PhoneCodeData {
  readonly code: string;
}

/** The second step of a double opt-in by SMS. Contains no advertising. Phones fill in the code by the last line. */
export const phoneCode: Template<PhoneCodeData> = ({ code }, { language, brand }) => {
  const { subject, words } = {
    de: {
      subject: 'Code zur Bestätigung',
      words: `Dein Code für ${brand.name}: ${code}. Er gilt 10 Minuten. Wenn du ihn nicht angefordert hast, musst du nichts tun.`,
    },
    en: {
      subject: 'Confirmation code',
      words: `Your code for ${brand.name}: ${code}. It works for 10 minutes. If you did not ask for it, you can ignore this message.`,
    },
    cs: {
      subject: 'Potvrzovací kód',
      words: `Váš kód pro ${brand.name}: ${code}. Platí 10 minut. Pokud jste o něj nežádali, nemusíte dělat nic.`,
    },
  }[language];
  return { subject, preview: '', title: subject, parts: [text(words)], reason: '' };
};
