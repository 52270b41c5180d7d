//! What a request, or a statement of one supervisor alone, comes to: exactly what will happen, in words' keys.

use crate::keys::place::KeyKind;
use crate::keys::statement::{Body, Enrolment, Grant, Proposal, Screening, Taken};
use crate::policy::Act;
use crate::staff::enrol::account_fingerprint;

use super::super::super::session::Session;
use super::super::super::snapshot::{GrantWidth, Named, Will};
use super::enrolment::named_checks;

impl Session {
    pub(super) fn will_of_proposal(&self, proposal: &Proposal) -> Will {
        match proposal {
            Proposal::Fact(body) => self.will_of_body(body),
            Proposal::Grant { account, group, identities, until } => {
                let width = if *identities { GrantWidth::Identities } else { GrantWidth::Records };
                self.will_of_grant(*account, *group, width, *until)
            }
            Proposal::Rekey { group } => {
                Will { key: "rekey", named: vec![("group", Named::Group(*group, self.group_name(*group)))] }
            }
        }
    }

    fn will_of_grant(
        &self,
        account: crate::base::id::AccountId,
        group: crate::base::id::GroupId,
        width: GrantWidth,
        until: Option<crate::base::clock::WallTime>,
    ) -> Will {
        Will {
            key: "grant",
            named: vec![
                ("person", self.named_or_gone(account)),
                ("width", Named::Width(width)),
                ("group", Named::Group(group, self.group_name(group))),
                ("until", Named::Until(until)),
            ],
        }
    }

    pub(in crate::app::acts) fn will_of_body(&self, body: &Body) -> Will {
        let (key, named) = match body {
            Body::Enrolment(says) => return will_of_enrolment(says),
            Body::Screening(says) => return self.will_of_screening(says),
            Body::Grant(says) => return self.will_of_granting(says),
            Body::AgreementText(says) => {
                ("agreement-text", vec![("version", Named::Words(says.version.to_string()))])
            }
            Body::Revocation(says) => match says.what {
                Taken::Account => ("leave", vec![("person", self.named_or_gone(says.account))]),
                Taken::Key(_, Some(group)) => (
                    "revoke",
                    vec![
                        ("person", self.named_or_gone(says.account)),
                        ("group", Named::Group(group, self.group_name(group))),
                    ],
                ),
                Taken::Key(_, None) => return other(body),
            },
            Body::Policy(says) => {
                let setting = |(rule, to): &(crate::policy::Rule, u64)| {
                    let from = self.vault.house().rule(*rule);
                    ("setting", Named::Setting { rule: rule.key(), from, to: *to })
                };
                ("policy", says.settings.iter().map(setting).collect())
            }
            Body::GroupFacts(says) => {
                let setting = match (says.two_person_records, says.two_person_identities) {
                    (true, _) => "group-rule-two",
                    (false, true) => "group-rule-identities",
                    (false, false) => "group-rule-one",
                };
                (
                    "group-rule",
                    vec![
                        ("group", Named::Group(says.group, self.group_name(says.group))),
                        ("setting", Named::Key(setting.to_owned())),
                    ],
                )
            }
            Body::ClockCorrection(says) => ("clock", vec![("time", Named::Until(Some(says.to)))]),
            Body::Deletion(says) => return self.will_of_deletion(says),
            Body::Epoch(says) => match says.group {
                Some(group) => ("rekey", vec![("group", Named::Group(group, self.group_name(group)))]),
                None => return other(body),
            },
            _ => return other(body),
        };
        Will { key, named }
    }

    fn will_of_screening(&self, says: &Screening) -> Will {
        // Sealed to those who read the log: of others, and of what cannot be read, it says so.
        let may = self.permit(Act::StaffList, None).ok();
        let kept =
            may.and_then(|permit| self.vault.checked(&permit, says.account, says.details).ok()).flatten();
        let outcome = if says.passed { "screening-passed" } else { "screening-not-passed" };
        Will {
            key: "screen",
            named: vec![
                ("person", self.named_or_gone(says.account)),
                ("outcome", Named::Key(outcome.to_owned())),
                (
                    "checks",
                    kept.map_or_else(|| Named::Checks(Vec::new(), String::new()), |kept| named_checks(&kept)),
                ),
                ("until", Named::Until(Some(says.valid_until))),
            ],
        }
    }

    fn will_of_granting(&self, says: &Grant) -> Will {
        match (says.kind, says.group) {
            (KeyKind::GroupRecords, Some(group)) => {
                self.will_of_grant(says.account, group, GrantWidth::Records, says.valid_until)
            }
            (KeyKind::GroupIdentities, Some(group)) => {
                self.will_of_grant(says.account, group, GrantWidth::Identities, says.valid_until)
            }
            _ => Will { key: "admit", named: vec![("person", self.named_or_gone(says.account))] },
        }
    }

    /// A person who is known, or the id of one who is not.
    fn named_or_gone(&self, account: crate::base::id::AccountId) -> Named {
        self.named(account).unwrap_or_else(|_unknown| Named::Words(account.to_string()))
    }
}

/// With the six words of the keys: whoever signs can compare them with the person.
fn will_of_enrolment(says: &Enrolment) -> Will {
    let (name, login) = (says.name.clone(), says.login.clone());
    let words = account_fingerprint(&says.public).join(" ");
    Will {
        key: "enrol-keys",
        named: vec![
            ("person", Named::Person { account: Some(says.account), name, login }),
            ("role", Named::Role(says.role)),
            ("words", Named::Words(words)),
        ],
    }
}

fn other(body: &Body) -> Will {
    Will { key: "other", named: vec![("what", Named::Words(body.kind_number().to_string()))] }
}
