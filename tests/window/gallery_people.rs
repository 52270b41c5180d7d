//! Pictures of the screens about people, for eyes, as `gallery` takes them of the others. Judges nothing but that each
//! screen is reached. Run by hand: `cargo test --test window -- --ignored gallery_people`.

use crate::gallery::{LOGIN, PASSWORD, Part, Walk, each_kind};

const NAME: &str = "Elena Radu";
const SECOND: &str = "andrei.popa";
const SECONDS_PASSWORD: &str = "sample walnut beside the north gate";
const NEW_PASSWORD: &str = "nine quiet lanterns over mills";

#[test]
#[ignore = "pictures for eyes; takes minutes"]
fn people() {
    each_kind(140, |walk| {
        let parts: [(&str, Part); 8] = [
            ("rules", Walk::rules),
            ("own", Walk::own),
            ("newcomer", Walk::newcomer),
            ("access", Walk::access),
            ("leaving", Walk::leaving),
            ("text", Walk::text),
            ("sign", Walk::sign),
            ("code", Walk::code),
        ];
        let from = std::env::var("GALLERY_FROM").unwrap_or_default();
        walk.part("enter", Walk::enter);
        let parts = parts.into_iter().skip_while(|(name, _)| !from.is_empty() && *name != from);
        for (name, part) in parts {
            walk.part(name, part);
        }
    });
}

impl Walk {
    pub(crate) fn seconded(&self, picture: &str) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.see(t("consent-title"));
        self.shot(picture);
        d.fill(t("consent-login"), SECOND);
        d.fill(t("consent-password"), SECONDS_PASSWORD);
        d.click(t("consent-go-second"));
    }

    fn rules(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-people"), t("people-new"));
        self.shot("p01-people");
        d.click_row("Radu Ilie");
        self.shot("p02-draft");
        d.click_to_see(t("people-settings"), t("settings-title"));
        self.shot("p03-settings");
        d.click_row(t("rule-idle-lock-minutes"));
        d.fill(t("settings-field"), "99");
        self.shot("p04-rule-wrong");
        d.fill(t("settings-field"), "12");
        d.click_to_see(t("settings-go"), t("consent-title"));
        d.click_to_see(t("given-open"), t("given-token"));
        d.click(t("given-token"));
        self.shot("p05-consent-token");
        d.click(t("given-keyfile"));
        self.shot("p06-consent-keyfile");
        d.click(t("given-nothing"));
        self.seconded("p07-consent");
        d.see(t("settings-done"));
        self.shot("p08-rule-changed");
        d.click_to_see(t("clock-open"), t("clock-go"));
        self.shot("p09-clock");
    }

    fn own(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-own"), t("own-title"));
        self.shot("p10-own");
        d.click_to_see(t("own-factor-add-keyfile"), t("own-factor-password"));
        self.shot("p11-own-keyfile");
        d.click(t("people-cancel"));
        d.click_to_see(t("own-factor-add-token"), t("given-pin"));
        self.shot("p12-own-token");
        d.click(t("people-cancel"));
        d.click_to_see(t("own-password-change"), t("own-password-old"));
        self.shot("p13-own-password");
        d.click(t("people-cancel"));
        d.click_to_see(t("own-read"), t("agreement-signed-already"));
        self.shot("p14-agreement");
        d.press("Escape");
    }

    fn newcomer(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-people"), t("people-new"));
        d.click_row("Radu Ilie");
        d.click_to_see(t("people-enrol"), t("enrol-seated"));
        self.shot("p20-enrol");
        d.click_to_see(t("enrol-seated"), t("enrol-make"));
        d.fill(t("wizard-password-first"), NEW_PASSWORD);
        d.fill(t("wizard-password-again"), NEW_PASSWORD);
        self.shot("p21-enrol-password");
        d.click_to_see(t("enrol-make"), t("enrol-compared"));
        d.click(t("enrol-compared"));
        self.shot("p22-enrol-compare");
        d.click_to_see(t("wizard-next"), t("people-screen"));
        self.shot("p23-enrol-next");
        d.click_to_see(t("people-screen"), t("screening-go"));
        d.click(t("screening-identity-document"));
        self.shot("p24-screening");
        d.click(t("people-back"));
        d.settle();
        if d.shows(t("leave-discard")) {
            d.click(t("leave-discard"));
        }
        d.see(t("people-new"));
    }

    fn access(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-grants"), t("grants-pick-title"));
        self.shot("p30-access");
        d.click_row("Thomas Ashworth,");
        self.shot("p31-cell");
        d.click_to_see(t("grants-change"), t("grants-change-to"));
        self.shot("p32-change");
        d.click(t("grants-nothing"));
        d.fill(t("grants-reason"), "moved to the archive");
        self.shot("p33-revoke");
        d.click(t("grants-revoke"));
        d.see(t("grants-changed"));
        self.shot("p34-revoked");
        d.click_to_see(t("banner-owed-see"), t("owed-title"));
        self.shot("p35-owed");
    }

    fn leaving(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-people"), t("people-new"));
        d.click_row("Mihai Stan");
        d.click_to_see(t("people-leave"), t("leave-person-go"));
        self.shot("p40-close");
        d.fill(t("leave-person-reason"), "retired");
        d.fill(t("leave-person-type"), "mihai.stan");
        d.click(t("leave-person-go"));
        d.see_gone(t("leave-person-go"));
        self.shot("p41-closed");
        d.click_to_see(t("rail-waiting"), t("owed-title"));
        self.shot("p42-waiting");
        d.click_row(&t_before(self, "owed-renew"));
        d.see(t("owed-confirm-go"));
        self.shot("p43-renew");
        d.click(t("owed-confirm-go"));
        self.desktop.picture(&format!("{}/p44-renewing", self.name));
        d.see(t("owed-done"));
        self.shot("p45-renewed");
    }

    fn text(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-register"), t("register-edit"));
        self.shot("p50-register");
        d.click_to_see(t("register-edit"), t("text-publish"));
        self.shot("p51-editor");
        for language in ["English", "Română"] {
            d.click(language);
            d.hand(&["mousemove", "700", "420", "click", "1"]);
            d.press("ctrl+Home");
            d.type_text("Revised in November. ");
        }
        d.click_to_see(t("text-compare"), t("text-changes"));
        self.shot("p52-diff");
        d.click_to_see(t("text-publish"), t("consent-title"));
        self.seconded("p53-consent-text");
        d.see_gone(t("consent-title"));
        self.shot("p54-published");
    }

    /// The new text is due at the next log-in: read to its end, and signed.
    fn sign(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-lock"), t("unlock-button"));
        d.fill(t("unlock-login"), LOGIN);
        d.fill(t("unlock-password"), PASSWORD);
        d.press("Return");
        d.see(t("agreement-sign"));
        self.shot("p55-agreement-read");
        d.press("End");
        d.settle();
        d.press("End");
        d.fill(t("agreement-name"), NAME);
        self.shot("p56-agreement-sign");
        d.click_to_see(t("agreement-sign"), t("agreement-done"));
        self.shot("p57-agreement-done");
        d.click_to_see(t("agreement-go-on"), t("rail-lock"));
    }

    fn code(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-people"), t("people-settings"));
        d.click_to_see(t("people-settings"), t("settings-title"));
        d.click_row(t("rule-idle-lock-minutes"));
        d.fill(t("settings-field"), "1");
        d.click(t("settings-go"));
        self.seconded("p59-consent");
        d.see(t("settings-done"));
        d.click_to_see(t("rail-own"), t("own-title"));
        d.hand(&[
            "mousemove",
            "900",
            "500",
            "click",
            "5",
            "click",
            "5",
            "click",
            "5",
            "click",
            "5",
            "click",
            "5",
        ]);
        d.click_to_see(t("own-code-new"), t("own-code-field"));
        d.fill(t("own-code-field"), "582914");
        self.shot("p60-code");
        d.click(t("own-code-go"));
        d.see(t("own-code-done"));
        // The rule says one minute now, and nobody touches anything.
        let counts = self.words.with("countdown-idle", &[("seconds", 2_u32.into())]);
        d.see_part(counts.split(|letter: char| !letter.is_alphabetic() && letter != ' ').next().unwrap());
        d.see(t("back-go"));
        self.shot("p61-code-unlock");
        d.click_to_see(t("back-full"), t("unlock-button"));
        d.click_to_see(t("given-open"), t("given-keyfile"));
        d.click(t("given-keyfile"));
        self.shot("p62-unlock-keyfile");
        d.click(t("given-token"));
        self.shot("p63-unlock-token");
        d.click(t("given-nothing"));
        d.fill(t("unlock-login"), "radu.ilie");
        d.fill(t("unlock-password"), NEW_PASSWORD);
        d.press("Return");
        d.see(t("lapsed-title"));
        self.shot("p64-lapsed");
    }
}

/// What stands in a text before the name in it.
fn t_before(walk: &Walk, key: &str) -> String {
    let whole = walk.words.with(key, &[("group", "|".into())]);
    let bare: String = whole.chars().filter(|letter| !matches!(letter, '\u{2068}' | '\u{2069}')).collect();
    bare.split('|').next().unwrap().to_owned()
}
