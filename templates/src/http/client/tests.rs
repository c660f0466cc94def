use super::name;

#[test]
fn a_client_has_the_name_beside_its_key() {
    let clients = "k1=mobile,k2=partner";
    assert_eq!(
        ["k1", "k2", "k3", "mobile", "", "k"].map(|id| name(clients, id)),
        [Some("mobile"), Some("partner"), None, None, None, None]
    );
    assert_eq!(name("", "k1"), None);
}
