import { button, text, type Template } from '../mail-content.ts';

export interface StopEmailChangeData {
  readonly name: string;
  readonly newEmail: string;
  readonly link: string;
}

/** Goes to the address that holds until the change is confirmed. */
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
          `Dein Konto bei ${brand.name} soll künftig zu ${newEmail} gehören. Warst du das, musst du hier nichts tun.`,
        ),
        text('Warst du es nicht, stoppe die Änderung. Dann werden auch alle Geräte abgemeldet.'),
        button('Änderung stoppen', link),
        text('Der Link gilt, bis die neue Adresse bestätigt ist, höchstens 48 Stunden.'),
      ],
      reason: `Diese Mail ging an die Adresse deines Kontos bei ${brand.name}.`,
    },
    en: {
      subject: 'Your e-mail address is about to change',
      preview: `Your account at ${brand.name} is to get a new address.`,
      title: `Hello ${name}`,
      parts: [
        text(
          `Your account at ${brand.name} is to belong to ${newEmail}. If it was you, there is nothing to do here.`,
        ),
        text('If it was not you, stop the change. All devices are signed out then, too.'),
        button('Stop the change', link),
        text('The link works until the new address is confirmed, for 48 hours at most.'),
      ],
      reason: `This mail went to the address of your account at ${brand.name}.`,
    },
    cs: {
      subject: 'Vaše e-mailová adresa se má změnit',
      preview: `Váš účet v klubu ${brand.name} má dostat novou adresu.`,
      title: `Dobrý den, ${name}`,
      parts: [
        text(
          `Váš účet v klubu ${brand.name} má nově patřit k adrese ${newEmail}. Pokud jste to byli vy, nemusíte dělat nic.`,
        ),
        text('Pokud jste to nebyli vy, změnu zastavte. Zároveň se odhlásí všechna zařízení.'),
        button('Zastavit změnu', link),
        text('Odkaz platí, dokud není nová adresa potvrzena, nejdéle 48 hodin.'),
      ],
      reason: `Tento e-mail šel na adresu vašeho účtu v klubu ${brand.name}.`,
    },
  })[language];
