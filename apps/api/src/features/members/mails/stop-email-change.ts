import { button, text, type Template } from '../../../platform/mail/index.ts';

export interface StopEmailChangeData {
  readonly name: string;
  readonly newEmail: string;
  readonly link: string;
}

/** Goes to the address in use until the change is confirmed. */
export const stopEmailChange: Template<StopEmailChangeData> = (
  { name, newEmail, link },
  { language, brand },
) =>
  ({
    de: {
      subject: 'Deine E-Mail-Adresse soll geändert werden',
      preview: `Dein Konto bei ${brand.name} soll eine neue Adresse bekommen.`,
      title: `Hallo ${name}`,
      parts: [
        text(
          `Dein Konto bei ${brand.name} soll künftig ${newEmail} verwenden. Wenn du das veranlasst hast, musst du nichts tun.`,
        ),
        text('Wenn nicht, stoppe die Änderung. Dabei werden alle Geräte abgemeldet.'),
        button('Änderung stoppen', link),
        text('Der Link gilt, bis die neue Adresse bestätigt ist, höchstens 48 Stunden.'),
      ],
      reason: `Du bekommst diese E-Mail an die Adresse deines Kontos bei ${brand.name}.`,
    },
    en: {
      subject: 'Your e-mail address is about to change',
      preview: `Your account at ${brand.name} is about to get a new address.`,
      title: `Hello ${name}`,
      parts: [
        text(
          `Your account at ${brand.name} is about to change to ${newEmail}. If you asked for this, you do not need to do anything.`,
        ),
        text('If you did not, stop the change. This signs out all devices.'),
        button('Stop the change', link),
        text('The link works until the new address is confirmed, at most 48 hours.'),
      ],
      reason: `We sent this e-mail to the address of your account at ${brand.name}.`,
    },
    cs: {
      subject: 'Vaše e-mailová adresa se má změnit',
      preview: `Váš účet v klubu ${brand.name} má dostat novou adresu.`,
      title: `Zpráva pro: ${name}`,
      parts: [
        text(
          `Váš účet v klubu ${brand.name} má nově používat adresu ${newEmail}. Pokud jste o změnu žádali, nemusíte dělat nic.`,
        ),
        text('Pokud ne, změnu zastavte. Zároveň se odhlásí všechna zařízení.'),
        button('Zastavit změnu', link),
        text('Odkaz platí, dokud není nová adresa potvrzena, nejdéle 48 hodin.'),
      ],
      reason: `Tento e-mail jsme poslali na adresu vašeho účtu v klubu ${brand.name}.`,
    },
  })[language];
