//! What rollgate is made of: every package has a licence, a source and a compiler that the project promises. Nothing is asked online.

#[cfg(test)]
mod licence;
#[cfg(test)]
mod packages;
#[cfg(test)]
mod policy;

#[cfg(test)]
mod promises {
    use crate::licence;
    use crate::packages;
    use crate::policy::Policy;

    #[test]
    fn no_package_needs_a_newer_compiler_than_we_promise() {
        let packages = packages::read();
        let ours =
            packages::compiler(&packages, "rollgate").expect("Cargo.toml has no rust-version");
        let newer: Vec<String> = packages
            .iter()
            .filter(|package| package.compiler.is_some_and(|needs| needs > ours))
            .map(|package| format!("{} needs {:?}", package.name, package.compiler))
            .collect();
        assert!(newer.is_empty(), "rust-version is {ours:?}, but {newer:?}");
    }

    #[test]
    fn every_package_comes_from_the_registry_that_cargo_trusts() {
        let strangers: Vec<String> = packages::read()
            .into_iter()
            .filter(|package| package.name != "rollgate" && !package.is_from_the_registry)
            .map(|package| package.name)
            .collect();
        assert!(strangers.is_empty(), "not from the registry: {strangers:?}");
    }

    #[test]
    fn every_licence_is_one_that_the_policy_allows() {
        let policy = Policy::read();
        let refused: Vec<String> = packages::read()
            .iter()
            .filter(|package| {
                !licence::is_allowed(&package.licence, &|name| policy.allows(&package.name, name))
            })
            .map(|package| format!("{}: {}", package.name, package.licence))
            .collect();
        assert!(refused.is_empty(), ".deny.toml does not allow {refused:?}");
    }

    #[test]
    fn no_banned_package_is_part_of_it() {
        let policy = Policy::read();
        assert!(
            !policy.banned.is_empty(),
            ".deny.toml bans nothing, so nothing has been checked"
        );
        let found: Vec<String> = packages::read()
            .into_iter()
            .map(|package| package.name)
            .filter(|name| policy.banned.contains(name))
            .collect();
        assert!(found.is_empty(), "banned: {found:?}");
    }
}
