"""Site -> problems of house style. Changes nothing."""
