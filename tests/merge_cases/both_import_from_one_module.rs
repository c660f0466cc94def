--- base
use axum::http::{StatusCode, header};
use axum::Router;

use super::types::Kind;
use crate::values::Old;

fn router() {}
--- ours
use axum::http::{HeaderMap, StatusCode, header};
use axum::Router;

use super::types::{Kind, Size};
use crate::values::Old;

fn router() {}
--- theirs
use axum::http::{Method, StatusCode};
use axum::Router;

use super::types::{Color, Kind};
use crate::values::New;

fn router() {}
--- merged
use axum::http::{HeaderMap, Method, StatusCode};
use axum::Router;

use super::types::{Color, Kind, Size};
use crate::values::New;

fn router() {}
