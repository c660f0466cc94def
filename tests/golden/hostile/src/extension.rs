//! The places where your own code takes part in a request. Implement them in `hooks.rs`.

use axum::Router;
use axum::http::request::Parts;

use crate::App;
use crate::env::Env;
use crate::r#fn::{FnItem, FnItemKey, ReplaceFnItem};
use crate::http::Error;
use crate::reserved::{ReplaceReserved, Reserved, ReservedKey, ReservedPatch};
use crate::r#type::{
    ReplaceStruct, Struct, StructAVeryLongIndexNameThatHasExactlySixtyFourCharacters00, StructKey,
    StructPatch,
};

/// Every method does nothing unless it is overridden; an override may be an `async fn`.
///
/// A request has its headers and, by `lambda_http::RequestExt`, what API Gateway knows of the
/// caller, such as the claims of a token.
pub trait Extension {
    /// Routes beside the generated ones. Each also needs an event in template.yaml.
    fn routes(&self) -> Router<App> {
        Router::new()
    }

    /// Before a struct is stored for the first time.
    fn before_create_struct(
        &self,
        _request: &Parts,
        _item: &mut Struct,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a struct is replaced.
    fn before_replace_struct(
        &self,
        _request: &Parts,
        _key: &StructKey,
        _replacement: &mut ReplaceStruct,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a struct is updated.
    fn before_update_struct(
        &self,
        _request: &Parts,
        _key: &StructKey,
        _patch: &mut StructPatch,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a struct is deleted.
    fn before_delete_struct(
        &self,
        _request: &Parts,
        _key: &StructKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a struct is sent to a client.
    fn before_send_struct(
        &self,
        _request: &Parts,
        _item: &mut Struct,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a struct from the index `a_very_long_index_name_that_has_exactly_sixty_four_characters_00` is sent to a client.
    fn before_send_struct_a_very_long_index_name_that_has_exactly_sixty_four_characters00(
        &self,
        _request: &Parts,
        _item: &mut StructAVeryLongIndexNameThatHasExactlySixtyFourCharacters00,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a reserved is stored for the first time.
    fn before_create_reserved(
        &self,
        _request: &Parts,
        _item: &mut Reserved,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a reserved is replaced.
    fn before_replace_reserved(
        &self,
        _request: &Parts,
        _key: &ReservedKey,
        _replacement: &mut ReplaceReserved,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a reserved is updated.
    fn before_update_reserved(
        &self,
        _request: &Parts,
        _key: &ReservedKey,
        _patch: &mut ReservedPatch,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a reserved is deleted.
    fn before_delete_reserved(
        &self,
        _request: &Parts,
        _key: &ReservedKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a reserved is sent to a client.
    fn before_send_reserved(
        &self,
        _request: &Parts,
        _item: &mut Reserved,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a fn item is stored for the first time.
    fn before_create_fn_item(
        &self,
        _request: &Parts,
        _item: &mut FnItem,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a fn item is replaced.
    fn before_replace_fn_item(
        &self,
        _request: &Parts,
        _key: &FnItemKey,
        _replacement: &mut ReplaceFnItem,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a fn item is deleted.
    fn before_delete_fn_item(
        &self,
        _request: &Parts,
        _key: &FnItemKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a fn item is sent to a client.
    fn before_send_fn_item(
        &self,
        _request: &Parts,
        _item: &mut FnItem,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an env is sent to a client.
    fn before_send_env(
        &self,
        _request: &Parts,
        _item: &mut Env,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }
}
