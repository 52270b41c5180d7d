//! The real window on a virtual screen: real keys, a real mouse, and what a screen reader finds there.
mod desktop;
mod tree;

#[test]
fn probe() {
    let mut desktop = desktop::Desktop::start("probe", 70);
    std::fs::copy("/work/trees/outside/target/debug/examples/probe", desktop.folder().join("probe")).unwrap();
    desktop::give(&desktop.folder().join("probe"));
    let p = desktop.folder().join("probe");
    desktop.background(p.to_str().unwrap(), &[]);
    println!("{:?}", desktop.see("Unlock"));
    desktop.fill("Login name", "abc");
    desktop.click("Unlock");
    desktop.see_part("count 1");
    println!("{:?}", desktop.see_part("abc"));
    desktop.picture("probe");
}
