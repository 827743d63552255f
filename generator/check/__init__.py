"""Documents and the newsroom -> problems of house style; the rules are in model/rules.py. Changes nothing."""
