//! A vault of the real kind, with the floor of its Argon2id setting: slow, so it is made once.

use strongroom::crypto::kdf::Profile;
use strongroom::staff;
use strongroom::staff::agreement::AgreementLanguage;
use strongroom::staff::founding::{FoundingPlan, NewPerson, found};
use strongroom::vault::header::{Header, HeaderError};
use strongroom::vault::machine::load_machine_key;
use strongroom::vault::{Cost, Layout, OpenError, Real, UnlockError, Vault, VaultKind};

use crate::fixture::{LOGIN, NOW, PASSWORD, later, password};

#[test]
fn a_real_vault_opens_and_does_not_become_a_sample() {
    let folder = tempfile::tempdir().unwrap();
    let password_of_ana = password(PASSWORD);
    let founder = NewPerson {
        name: "Ana Pop".to_owned(),
        login: LOGIN.to_owned(),
        job_title: String::new(),
        password: &password_of_ana,
        agreement: AgreementLanguage::English,
    };
    let plan = FoundingPlan {
        folder: folder.path().to_owned(),
        business: "Pop and daughters".to_owned(),
        founder,
        cost: Cost::<Real>::from_params(Profile::Real.floor()),
        exemption_reason: "No one else is here yet".to_owned(),
        wall: NOW,
    };
    drop(found(plan).unwrap().commit().unwrap());

    let sealed = Vault::open(folder.path()).unwrap();
    assert_eq!(sealed.kind(), VaultKind::Real);
    assert!(staff::verify(sealed.unlock(LOGIN, &password_of_ana, None).unwrap(), later()).is_ok());
    let unknown = sealed.unlock("nobody", &password_of_ana, None);
    assert!(matches!(unknown, Err(UnlockError::WrongCredentials)));

    // The cheap setting in its header is refused, and so is the other kind.
    let layout = Layout::new(folder.path());
    let machine = load_machine_key(&layout).unwrap();
    let whole = Header::load(&layout).unwrap();
    let mut cheap = whole.clone();
    cheap.params = Profile::Sample.floor();
    cheap.store(&layout, &machine).unwrap();
    assert!(matches!(Vault::open(folder.path()), Err(OpenError::Header(HeaderError::Damaged))));
    let mut sample = whole;
    sample.kind = VaultKind::Sample;
    sample.store(&layout, &machine).unwrap();
    assert!(matches!(Vault::open(folder.path()), Err(OpenError::Header(HeaderError::KindChanged))));
}
