import { button, text, type Template } from '../../../platform/mail/index.ts';

export interface ConfirmEmailData {
  readonly name: string;
  readonly link: string;
}

/** Asks for the second step of a double opt-in. Contains no advertising. */
export const confirmEmail: Template<ConfirmEmailData> = ({ name, link }, { language, brand }) =>
  ({
    de: {
      subject: `Bitte bestätige deine E-Mail-Adresse`,
      preview: `Bestätige deine Adresse bei ${brand.name} mit einem Klick.`,
      title: `Hallo ${name}`,
      parts: [
        text(
          `Jemand ist mit dieser Adresse Mitglied bei ${brand.name} geworden. Wenn du das warst, bestätige sie bitte.`,
        ),
        button('E-Mail-Adresse bestätigen', link),
        text('Der Link gilt 48 Stunden und funktioniert nur einmal.'),
        text('Wenn du das nicht warst, musst du nichts tun. Ohne Bestätigung schreiben wir dir nicht.'),
      ],
      reason: `Du bekommst diese E-Mail, weil jemand mit dieser Adresse Mitglied bei ${brand.name} geworden ist.`,
    },
    en: {
      subject: `Please confirm your e-mail address`,
      preview: `Click once to confirm your address at ${brand.name}.`,
      title: `Hello ${name}`,
      parts: [
        text(`Someone joined ${brand.name} with this address. If it was you, please confirm it.`),
        button('Confirm e-mail address', link),
        text('The link works once, within 48 hours.'),
        text('If it was not you, you can ignore this e-mail. We do not write to unconfirmed addresses.'),
      ],
      reason: `You get this e-mail because someone joined ${brand.name} with this address.`,
    },
    cs: {
      subject: `Potvrďte prosím svou e-mailovou adresu`,
      preview: `Potvrďte svou adresu v klubu ${brand.name} jedním kliknutím.`,
      title: `Zpráva pro: ${name}`,
      parts: [
        text(
          `S touto adresou se někdo stal členem klubu ${brand.name}. Pokud jste to byli vy, potvrďte ji prosím.`,
        ),
        button('Potvrdit e-mailovou adresu', link),
        text('Odkaz platí 48 hodin a lze ho použít jen jednou.'),
        text('Pokud jste to nebyli vy, nemusíte dělat nic. Bez potvrzení vám psát nebudeme.'),
      ],
      reason: `Tento e-mail dostáváte, protože se s touto adresou někdo stal členem klubu ${brand.name}.`,
    },
  })[language];
