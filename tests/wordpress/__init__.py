"""Tests of moving in and out."""
